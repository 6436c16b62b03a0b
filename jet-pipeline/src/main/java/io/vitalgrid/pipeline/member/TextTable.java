package io.vitalgrid.pipeline.member;

import java.util.ArrayList;
import java.util.List;

/** Columns of text under each other; all but the first are aligned right if they are numbers. */
final class TextTable {
  private TextTable() {}

  static List<String> lines(List<List<String>> rows) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] width = new int[columns];
    boolean[] right = new boolean[columns];
    for (int c = 0; c < columns; c++) {
      boolean numbers = c > 0;
      for (List<String> row : rows) {
        String cell = c < row.size() ? row.get(c) : "";
        width[c] = Math.max(width[c], cell.length());
        numbers &= row == rows.get(0) || isNumber(cell);
      }
      right[c] = numbers;
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < row.size(); c++) {
        String padding = " ".repeat(width[c] - row.get(c).length());
        line.append(c == 0 ? "  " : "   ");
        line.append(right[c] ? padding + row.get(c) : row.get(c) + padding);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static boolean isNumber(String cell) {
    return cell.isEmpty() || cell.equals("-") || Character.isDigit(cell.charAt(cell.length() - 1));
  }
}
