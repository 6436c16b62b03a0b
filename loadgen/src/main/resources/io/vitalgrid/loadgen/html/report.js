const tip = document.getElementById('tip');
for (const chart of document.querySelectorAll('.chart')) {
  const data = JSON.parse(chart.querySelector('script').textContent);
  const svg = chart.querySelector(':scope > svg');
  const cursor = svg.querySelector('.cursor');
  const nearest = (xs, x) => {
    let best = 0;
    for (let i = 1; i < xs.length; i++) if (Math.abs(xs[i] - x) < Math.abs(xs[best] - x)) best = i;
    return best;
  };
  svg.addEventListener('mousemove', event => {
    const box = svg.getBoundingClientRect();
    const px = (event.clientX - box.left) / box.width * data.width;
    const x = (px - data.from) / (data.to - data.from) * data.max;
    if (x < 0 || x > data.max) return leave();
    const rows = data.lines.map(line => {
      const y = line.y[nearest(line.x, x)];
      return y === null || !line.name ? null : line.name + '  ' + y.toLocaleString('en', {maximumFractionDigits: y < 10 ? 2 : 1}) + ' ' + chart.dataset.unit;
    }).filter(row => row);
    const at = chart.dataset.x === 'nines' ? (100 - 100 / 10 ** x).toPrecision(6) + ' %' : chart.dataset.x && x.toFixed(0) + ' s';
    tip.textContent = [at, ...rows].filter(row => row).join('\n');
    tip.style.display = 'block';
    tip.style.left = Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8) + 'px';
    tip.style.top = event.clientY + 14 + 'px';
    cursor.setAttribute('x1', px); cursor.setAttribute('x2', px);
    cursor.style.visibility = 'visible';
  });
  const leave = () => { tip.style.display = 'none'; cursor.style.visibility = 'hidden'; };
  svg.addEventListener('mouseleave', leave);
}
