import Testing

@testable import Schema

@Suite("The registry of kinds")
struct RegistryTests {
  private static let known = Lexicon.current.registryNumber(
    schemaVersion: RecordCodec.schemaVersion)

  private static func number(_ change: (inout String) -> Void) -> UInt64 {
    var text = Lexicon.source
    change(&text)
    return Lexicon(text).registryNumber(schemaVersion: RecordCodec.schemaVersion)
  }

  @Test("Its number follows from the schemas alone")
  func same() {
    #expect(Lexicon.registry == Self.known)
    #expect(Self.number { _ in } == Self.known)
  }

  @Test("Names for people may change without another number")
  func labels() {
    let changed = Self.number { $0.replace("发布规则|Policy published", with: "规则|Rules") }
    #expect(changed == Self.known)
  }

  @Test(
    "A kind, a field or a word that means something else has another number",
    arguments: [
      ("event 20 policy_published ", "event 21 policy_published "),
      ("kind event 31 team_changed TeamChanged", "kind event 31 team_changed TeamRenamed"),
      ("word 14 elimination-advised", "word 15 elimination-advised"),
    ])
  func meaning(_ old: String, _ new: String) {
    var found = false
    let changed = Self.number { text in
      found = text.contains(old)
      text.replace(old, with: new)
    }
    #expect(found && changed != Self.known)
    #expect(
      Lexicon.current.registryNumber(schemaVersion: RecordCodec.schemaVersion + 1) != Self.known)
  }
}
