package io.vitalgrid.benchmarks.peer.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Free memory, turned into cached pages of files that are nothing but holes. A broker's log takes a
 * page for every four KiB, and where a virtual machine hands free memory back to its host, as many
 * do, each such page must be fetched from the host first: until the page cache has filled all
 * memory, everything is slower, and by how much depends on what ran before. Cached pages are used
 * again without that, as on a server that has been up for a while. For the search of limits only: a
 * kernel that hands cold pages back, too (DAMON), is at work on them every few seconds.
 *
 * <p>Where there is no {@code /proc/meminfo} it does nothing.
 */
final class PageCache implements AutoCloseable {
  /** May stay free. The kernel keeps some 200 to 400 MiB for itself by reclaiming cached pages. */
  private static final long SPARE = 512L << 20;

  /** Of large machines the rest stays as it is: reading takes a second for each GiB or two. */
  private static final long MOST = 64L << 30;

  /** What processes that have just ended leave is not all free at once. */
  private static final int TIMES = 4;

  private static final Path MEMORY = Path.of("/proc/meminfo");

  private final Path folder;
  private final LongSupplier freeBytes;
  private final long spare;
  private final List<Path> files = new ArrayList<>();

  PageCache(Path folder) {
    this(folder, PageCache::free, SPARE);
  }

  PageCache(Path folder, LongSupplier freeBytes, long spare) {
    this.folder = folder;
    this.freeBytes = freeBytes;
    this.spare = spare;
  }

  /** Reads new files as large as what is free; what earlier ones have cached stays. */
  void fill() throws IOException {
    long left = MOST;
    for (int i = 0; i < TIMES && left > 0; i++) {
      long free = freeBytes.getAsLong();
      if (free <= spare) {
        return;
      }
      read(Math.min(left, free));
      left -= free;
    }
  }

  private void read(long size) throws IOException {
    Path file = Files.createTempFile(folder, "page-cache-", ".hole");
    files.add(file);
    try (RandomAccessFile hole = new RandomAccessFile(file.toFile(), "rw")) {
      hole.setLength(size);
      FileChannel channel = hole.getChannel();
      ByteBuffer piece = ByteBuffer.allocateDirect(1 << 20);
      while (channel.read(piece) >= 0) {
        piece.clear();
      }
    }
  }

  private static long free() {
    try {
      return Files.isReadable(MEMORY) ? free(Files.readAllLines(MEMORY)) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From lines such as {@code MemFree: 19716752 kB}: bytes; 0 if none says it. */
  static long free(List<String> lines) {
    for (String line : lines) {
      if (line.startsWith("MemFree:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    return 0;
  }

  /** All is free again. */
  void empty() throws IOException {
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
    files.clear();
  }

  @Override
  public void close() throws IOException {
    empty();
  }
}
