// The fuzzer's side of WireFuzzing and BlockFuzzing: libFuzzer calls this for each of its inputs.
import Glibc

/// The target named by OPP_FUZZ_TARGET.
private let target: @Sendable ([UInt8]) throws -> Void = {
  let name = getenv("OPP_FUZZ_TARGET").map { String(cString: $0) } ?? ""
  let wire = WireFuzzing.targets.first { $0.name == name }?.run
  guard let found = wire ?? BlockFuzzing.targets.first(where: { $0.name == name })?.run else {
    let names = WireFuzzing.targets.map(\.name) + BlockFuzzing.targets.map(\.name)
    fatalError("OPP_FUZZ_TARGET is none of \(names.joined(separator: ", "))")
  }
  return found
}()

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  do {
    try target(Array(UnsafeBufferPointer(start: data, count: size)))
  } catch {
    // The trap makes libFuzzer keep the input.
    fatalError("\(error)")
  }
  return 0
}
