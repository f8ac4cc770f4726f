import Synchronization

/// A read model that may still be on its way: commands are taken meanwhile, questions wait for it.
///
/// It owns the thread that loads it, which ends before this value does.
package final class AwaitedReadModel: Sendable {
  private typealias Loaded = Result<ReadModel, CheckpointFault>

  private final class Place: Sendable {
    let value: Mutex<Loaded?>

    init(_ value: consuming Loaded?) { self.value = Mutex(value) }
  }

  private let place: Place
  private let thread: OwnedThread?

  /// One that is there.
  package init(_ readModel: consuming ReadModel) {
    place = Place(.success(readModel))
    thread = nil
  }

  /// One that a thread of its own loads, from now on.
  init(loading load: @escaping @Sendable () -> Result<ReadModel, CheckpointFault>) {
    let place = Place(nil)
    self.place = place
    thread = OwnedThread(name: "loader") {
      let loaded = load()
      place.value.withLock { $0 = loaded }
    }
  }

  deinit { thread?.join() }

  /// Waits for it, and gives it away: to be called once.
  ///
  /// - Throws: why it could not be loaded; it can be folded from the log then.
  package func wait() throws(CheckpointFault) -> ReadModel {
    thread?.join()
    let loaded = place.value.withLock { $0.take() }
    guard let loaded else { throw .unavailable("it was taken before, or its reader ended early") }
    return try loaded.get()
  }
}
