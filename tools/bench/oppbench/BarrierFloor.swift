import Glibc

/// What the device itself takes for one durable write: 4 KiB overwritten, then fdatasync(2).
enum BarrierFloor {
  private static let pageBytes = 4_096
  private static let pages = 256

  static func measure(in directory: String, seconds: Double) throws -> Timing {
    let path = directory + "/barrier"
    let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw BenchFailure(call: "open \(path)", errno: errno) }
    defer {
      close(file)
      unlink(path)
    }
    var page = [UInt8](repeating: 0x5A, count: pageBytes)
    // Written once before, so that no write below changes the file's size or its block map.
    for index in 0..<pages { try write(&page, at: index, file, path) }
    guard fsync(file) == 0 else { throw BenchFailure(call: "fsync \(path)", errno: errno) }
    var timing = Timing()
    let start = SteadyClock.now()
    while SteadyClock.seconds(since: start) < seconds {
      page[0] &+= 1
      let begun = SteadyClock.now()
      try write(&page, at: timing.units % pages, file, path)
      guard fdatasync(file) == 0 else {
        throw BenchFailure(call: "fdatasync \(path)", errno: errno)
      }
      timing.latencies.add(nanoseconds: SteadyClock.now() - begun)
      timing.units += 1
    }
    timing.seconds = SteadyClock.seconds(since: start)
    return timing
  }

  private static func write(
    _ page: inout [UInt8], at index: Int, _ file: Int32, _ path: String
  ) throws {
    guard pwrite(file, page, page.count, off_t(index * pageBytes)) == page.count else {
      throw BenchFailure(call: "write \(path)", errno: errno)
    }
  }
}

/// How many units of work were done in which time.
struct Timing {
  var units = 0
  var seconds = 0.0
  var latencies = Latencies()

  var unitsPerSecond: Double { seconds > 0 ? Double(units) / seconds : 0 }
}
