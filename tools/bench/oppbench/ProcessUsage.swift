import Glibc

/// What a process has used so far, as the kernel counts it (proc(5)).
struct ProcessUsage {
  /// User and system time of all threads; the kernel counts in hundredths of a second.
  var cpuSeconds = 0.0
  /// Calls of the read and write families; epoll, futex and fdatasync are not among them.
  var readsAndWrites: UInt64 = 0
  /// Bytes that went towards the device.
  var bytesWritten: UInt64 = 0
  /// How often its threads went to sleep of their own accord: each is a wake-up later.
  var sleeps: UInt64 = 0

  init(of processID: Int32) {
    let directory = "/proc/\(processID)"
    // The command name before the fields may hold anything but ends with the last parenthesis.
    let fields =
      SystemText.file(directory + "/stat").split(separator: ")").last?
      .split(separator: " ") ?? []
    if fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) {
      cpuSeconds = (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }
    let io = SystemText.file(directory + "/io")
    readsAndWrites = Self.sum("syscr:", in: io) + Self.sum("syscw:", in: io)
    bytesWritten = Self.sum("write_bytes:", in: io)
    for thread in Self.threads(of: directory) {
      sleeps += Self.sum(
        "voluntary_ctxt_switches:", in: SystemText.file("\(directory)/task/\(thread)/status"))
    }
  }

  private init() {}

  /// What was used between two looks.
  static func - (later: ProcessUsage, earlier: ProcessUsage) -> ProcessUsage {
    var difference = ProcessUsage()
    difference.cpuSeconds = later.cpuSeconds - earlier.cpuSeconds
    difference.readsAndWrites = later.readsAndWrites &- earlier.readsAndWrites
    difference.bytesWritten = later.bytesWritten &- earlier.bytesWritten
    difference.sleeps = later.sleeps &- earlier.sleeps
    return difference
  }

  private static func sum(_ label: String, in text: String) -> UInt64 {
    text.split(separator: "\n").filter { $0.hasPrefix(label) }.reduce(0) { sum, line in
      let last = line.split { $0 == " " || $0 == "\t" }.last
      return sum + (last.flatMap { UInt64($0) } ?? 0)
    }
  }

  private static func threads(of directory: String) -> [String] {
    guard let stream = opendir(directory + "/task") else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.first?.isNumber == true { names.append(name) }
    }
    return names
  }
}
