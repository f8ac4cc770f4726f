/// Why a note, a key or a key file is not used.
package struct NoteFault: Error, Equatable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// The text is not a note, or not one about a head.
    case malformedNote = "MALFORMED_NOTE"
    /// The text is not a key.
    case malformedKey = "MALFORMED_KEY"
    /// No signature of a known key stands under the note, or one that does not fit.
    case badSignature = "BAD_SIGNATURE"
    /// The key file could not be read or written, or others may read it.
    case keyFile = "KEY_FILE"
    /// The text is not a request to the process that keeps a key, or not an answer of it.
    case malformedRequest = "MALFORMED_REQUEST"
    /// The process that keeps the key could not be asked.
    case signer = "SIGNER"
    /// It does not sign that head: it does not extend the one that it signed last.
    case notExtending = "SIGNER_REFUSED"
  }

  package let code: Code
  package let description: String

  package init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}
