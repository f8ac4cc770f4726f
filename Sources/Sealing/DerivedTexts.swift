internal import Crypto
internal import FoundationEssentials

/// Seals what is derived from texts and lies in a file that may be thrown away: names in a checkpoint.
package struct DerivedTexts: Sendable {
  let key: SymmetricKey

  package func seal(_ bytes: [UInt8]) -> [UInt8] {
    do {
      guard let sealed = try AES.GCM.seal(bytes, using: key).combined else {
        preconditionFailure("a nonce of 12 bytes can be combined")
      }
      return [UInt8](sealed)
    } catch {
      preconditionFailure("a key of the right length always seals: \(error)")
    }
  }

  /// nil: it was sealed with another key, or changed since.
  package func open(_ sealed: [UInt8]) -> [UInt8]? {
    guard let box = try? AES.GCM.SealedBox(combined: sealed),
      let bytes = try? AES.GCM.open(box, using: key)
    else { return nil }
    return [UInt8](bytes)
  }
}
