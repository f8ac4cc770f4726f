import Glibc

/// Where a run happened: what a figure means nothing without.
struct Machine {
  let processor: String
  let cores: Int
  let memoryGiB: Int
  let kernel: String

  init() {
    let lines = SystemText.file("/proc/cpuinfo").split(separator: "\n")
    let model = lines.first { $0.hasPrefix("model name") }?.split(separator: ":").last
    processor = model.map { String($0.drop { $0 == " " }) } ?? "unknown processor"
    cores = sysconf(Int32(_SC_NPROCESSORS_ONLN))
    let pages = sysconf(Int32(_SC_PHYS_PAGES))
    memoryGiB = (pages * sysconf(Int32(_SC_PAGESIZE)) + 1 << 29) >> 30
    kernel = SystemText.file("/proc/sys/kernel/osrelease").filter { $0 != "\n" }
  }

  /// The average number of runnable tasks in the last minute: what else the machine is doing.
  static var load: String {
    SystemText.file("/proc/loadavg").split(separator: " ").first.map(String.init) ?? "unknown"
  }
}

/// The file system a directory lies on.
struct FileSystem {
  let type: String
  let device: String

  /// - Parameter path: absolute, without links.
  init(of path: String) {
    var best = (length: -1, type: "unknown", device: "unknown")
    // 36 35 98:0 / /mount/point options… - type source options (proc_pid_mountinfo(5))
    for line in SystemText.file("/proc/self/mountinfo").split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard let dash = fields.firstIndex(of: "-"), fields.count > dash + 2, fields.count > 4 else {
        continue
      }
      let point = String(fields[4])
      let isAbove = point == "/" || path == point || path.hasPrefix(point + "/")
      // Of two mounts at one place the later one is on top.
      guard isAbove, point.utf8.count >= best.length else { continue }
      best = (point.utf8.count, String(fields[dash + 1]), String(fields[dash + 2]))
    }
    type = best.type
    device = best.device
  }

  /// Nothing there ever reaches a device, so nothing there is durable.
  var isMemory: Bool { type == "tmpfs" || type == "ramfs" }
}
