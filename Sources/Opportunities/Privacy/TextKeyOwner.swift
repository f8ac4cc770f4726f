/// Under whose key the texts of a record lie: what people typed, and what says something about a
/// person. It is the stream of the record; each contact of a customer is one of its own.
///
/// To destroy the key is to erase the texts, and nothing else.
package struct TextKeyOwner: Hashable, Sendable {
  package var stream: Stream
  /// Empty: no contact.
  package var contact: IdentifierText

  package init(_ stream: Stream, contact: IdentifierText = .empty) {
    self.stream = stream
    self.contact = contact
  }

  package init(_ erased: ErasedOwner) {
    self.init(
      Stream(kind: erased.kind.streamKind, id: IdentifierText(erased.id)),
      contact: erased.contact?.bytes ?? .empty)
  }
}

extension TextKeyOwner: TableKey {
  package func hash(with seed: HashSeed) -> UInt64 {
    let id = seed.mix(stream.id.hash(with: seed), UInt64(stream.kind.rawValue))
    return seed.mix(id, contact.hash(with: seed))
  }
}

extension TextOwner {
  var streamKind: Stream.Kind {
    switch self {
    case .user: .user
    case .customer, .contact: .customer
    case .lead: .lead
    case .opportunity: .opportunity
    }
  }
}

extension RecordedEvent {
  /// Whether texts were erased by it.
  package var isErasure: Bool {
    if case .personalDataErased = event { true } else { false }
  }

  /// Under whose key its texts lie.
  package var textKeyOwner: TextKeyOwner {
    let contact: ContactID? =
      switch event {
      case .contactAdded(let event): event.contact
      case .contactUpdated(let event): event.contact
      default: nil
      }
    return TextKeyOwner(stream, contact: contact?.bytes ?? .empty)
  }
}
