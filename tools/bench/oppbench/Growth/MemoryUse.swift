/// The memory of a process, as the kernel sums it up (proc_pid_smaps(5)).
struct MemoryUse: Encodable {
  /// Everything mapped and present: also the pages of LMDB's file, which the kernel may take back.
  var residentBytes = 0
  /// The same, what is shared with other processes counted by its share.
  var proportionalBytes = 0
  /// Written by this process and nowhere else: the heap. LMDB maps its file read-only, so none of
  /// the log is in it.
  var privateDirtyBytes = 0

  init(of processID: Int32) throws {
    let text = SystemText.file("/proc/\(processID)/smaps_rollup")
    guard let resident = Self.bytes("Rss:", in: text),
      let proportional = Self.bytes("Pss:", in: text),
      let dirty = Self.bytes("Private_Dirty:", in: text)
    else { throw BenchFailure("/proc/\(processID)/smaps_rollup cannot be read") }
    residentBytes = resident
    proportionalBytes = proportional
    privateDirtyBytes = dirty
  }

  private static func bytes(_ label: String, in text: String) -> Int? {
    let line = text.split(separator: "\n").first { $0.hasPrefix(label) }
    return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 1_024 }
  }

  enum CodingKeys: String, CodingKey {
    case residentBytes = "rss_bytes"
    case proportionalBytes = "pss_bytes"
    case privateDirtyBytes = "private_dirty_bytes"
  }
}
