package import Schema

/// Why a text is not the document it should be; a line for each fault.
package struct DocumentFault: Error, Equatable, CustomStringConvertible {
  package let message: String

  init(_ message: String) {
    self.message = message
  }

  package var description: String { message }
}

/// A policy document in a file, as people edit it: proto3 JSON with `//` comments.
package enum PolicyFile {
  /// - Throws: ``DocumentFault`` naming the line, or every field that does not fit.
  package static func document(in text: String, named name: String) throws(DocumentFault)
    -> PBPolicyDocument
  {
    let written = try json(in: text, named: name)
    let faults = structuralFaults(of: written)
    guard faults.isEmpty else {
      throw DocumentFault("\(name): " + faults.joined(separator: "\n\(name): "))
    }
    return try message(written, named: name)
  }

  /// Everything that keeps the document from being published; empty when nothing does.
  ///
  /// - Throws: ``DocumentFault`` when the text is no JSON at all.
  package static func faults(in text: String, named name: String) throws(DocumentFault) -> [String]
  {
    let written = try json(in: text, named: name)
    let faults = structuralFaults(of: written)
    // Numbers are judged when there are numbers.
    guard faults.isEmpty else { return faults }
    return PolicyCodec.faults(of: try message(written, named: name))
  }

  private static func json(in text: String, named name: String) throws(DocumentFault) -> JSONValue {
    do {
      let parsed = try JSONParser.parse(text, allowsComments: true)
      return parsed["document"] ?? parsed
    } catch {
      throw DocumentFault("\(name): \(error)")
    }
  }

  private static func message(
    _ written: JSONValue, named name: String
  ) throws(DocumentFault) -> PBPolicyDocument {
    do {
      return try FriendlyJSON.message(PBPolicyDocument.self, from: written)
    } catch {
      throw DocumentFault("\(name): \(error)")
    }
  }

  // MARK: Structure

  /// Fields that do not exist, are missing, or hold what they cannot hold; each with its path.
  static func structuralFaults(of document: JSONValue) -> [String] {
    var faults: [String] = []
    guard let kind = Lexicon.current.values["PolicyDocument"] else { return faults }
    check(document, as: kind, at: "", &faults)
    return faults
  }

  private static func check(
    _ value: JSONValue, as kind: Lexicon.Kind, at path: String, _ faults: inout [String]
  ) {
    guard let members = value.members else {
      faults.append("\(path.isEmpty ? "document" : path): is \(value.kind), not an object")
      return
    }
    var seen: Set<String> = []
    for member in members {
      let name = FriendlyJSON.snake(member.key)
      let place = path.isEmpty ? name : "\(path).\(name)"
      guard let field = kind.fields.first(where: { $0.name == name }) else {
        faults.append(
          "\(path.isEmpty ? member.key : "\(path).\(member.key)"): there is no such field")
        continue
      }
      if !seen.insert(name).inserted { faults.append("\(place): stands there twice") }
      check(member.value, of: field, at: place, &faults)
    }
    for field in kind.fields
    where field.isRequired && !field.isRepeated && !seen.contains(field.name)
      && [.message, .word].contains(field.form)
    {
      faults.append("\(path.isEmpty ? "" : "\(path).")\(field.name): must be there")
    }
  }

  private static func check(
    _ value: JSONValue, of field: Lexicon.Field, at path: String, _ faults: inout [String]
  ) {
    guard field.isRepeated else { return checkOne(value, of: field, at: path, &faults) }
    guard let elements = value.elements else {
      faults.append("\(path): is \(value.kind), not a list")
      return
    }
    for (index, element) in elements.enumerated() {
      checkOne(element, of: field, at: "\(path)[\(index)]", &faults)
    }
  }

  private static func checkOne(
    _ value: JSONValue, of field: Lexicon.Field, at path: String, _ faults: inout [String]
  ) {
    switch (field.form, value) {
    case (.message, _):
      // The few kinds that the lexicon does not take apart are judged when they are read.
      guard let kind = Lexicon.current.values[field.of] else { return }
      check(value, as: kind, at: path, &faults)
    case (.word, .string(let text)):
      guard FriendlyJSON.word(text, of: field.of) == nil else { return }
      let words = (Lexicon.current.words[field.of] ?? []).map(\.code).joined(separator: ", ")
      faults.append("\(path): '\(text)' is none of \(words)")
    case (.unsigned, .number(let digits)), (.unsigned, .string(let digits)),
      (.share, .number(let digits)), (.share, .string(let digits)):
      if UInt32(digits) == nil { faults.append("\(path): '\(digits)' is no whole number from 0") }
    case (.signed, .number(let digits)), (.signed, .string(let digits)),
      (.zigzag, .number(let digits)), (.zigzag, .string(let digits)):
      if Int64(digits) == nil { faults.append("\(path): '\(digits)' is no whole number") }
    case (.flag, .bool), (.text, .string), (.identifier, .string): return
    case (.word, _), (.text, _), (.identifier, _):
      faults.append("\(path): is \(value.kind), not a text")
    case (.flag, _): faults.append("\(path): is \(value.kind), neither true nor false")
    case (.unsigned, _), (.share, _), (.signed, _), (.zigzag, _):
      faults.append("\(path): is \(value.kind), not a number")
    case (.moment, _), (.day, _), (.digest, _): return
    }
  }
}
