/// Why a measurement is worth nothing. The bench ends with it instead of printing a figure.
struct BenchFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }

  /// A system call that failed, with the reason the system gives.
  init(call: String, errno code: Int32) {
    self.init("\(call): \(SystemText.error(code))")
  }
}
