import Glibc
import Synchronization

/// An OS thread with an owner: started once, joined once.
///
/// A thread of our own never shares its time with a pool.
package final class OwnedThread: Sendable {
  private final class Body: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) {
      self.run = run
    }
  }

  private let handle: Mutex<pthread_t?>

  /// Starts `body` on a new thread, which takes `name` (Linux keeps 15 bytes of it).
  package init(name: String, _ body: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    let retained = Unmanaged.passRetained(
      Body {
        Self.takeName(name)
        body()
      })
    let status = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { preconditionFailure("a thread starts with its body") }
        Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, retained.toOpaque())
    precondition(status == 0, "no thread could be started: errno \(status)")
    handle = Mutex(thread)
  }

  /// Names the calling thread for `top -H` and debuggers (proc(5), `comm`).
  private static func takeName(_ name: String) {
    let file = open("/proc/thread-self/comm", O_WRONLY)
    guard file >= 0 else { return }
    let bytes = Array(name.utf8.prefix(15))
    // A thread without its name works as well.
    _ = write(file, bytes, bytes.count)
    close(file)
  }

  /// Waits until the body has returned. Later calls return at once.
  package func join() {
    let thread = handle.withLock { handle in
      defer { handle = nil }
      return handle
    }
    if let thread { pthread_join(thread, nil) }
  }
}
