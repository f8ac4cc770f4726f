/// Seals what is derived from texts and lies in a file that may be thrown away: names in a checkpoint.
package struct DerivedTexts: Sendable {
  let key: Secret

  package func seal(_ bytes: [UInt8]) -> [UInt8] {
    var cipher = AES256GCM()
    var sealed: [UInt8] = []
    cipher.seal(bytes.span.bytes, under: key, nonce: .random(), at: nil, into: &sealed)
    return sealed
  }

  /// nil: it was sealed with another key, or changed since.
  package func open(_ sealed: [UInt8]) -> [UInt8]? {
    var cipher = AES256GCM()
    return cipher.open(sealed.span.bytes, under: key, at: nil)
  }
}
