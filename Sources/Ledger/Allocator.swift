internal import CJemalloc

/// Which malloc this process uses: jemalloc, because facts are allocated by one thread and freed by
/// others, for which glibc's takes a tenth to a fifth more of the processor (tools/bench/README.md, "The allocator").
///
/// To link it is all that is needed; this is the one place that calls it by name.
package enum Allocator {
  /// For people: its name and version.
  package static var description: String {
    var version: UnsafePointer<CChar>?
    var size = MemoryLayout<UnsafePointer<CChar>?>.size
    guard mallctl("version", &version, &size, nil, 0) == 0, let version else { return "jemalloc" }
    return "jemalloc " + String(cString: version)
  }
}
