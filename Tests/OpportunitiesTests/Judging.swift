import Testing

@testable import Opportunities

extension Refusal {
  /// Checks that the command is refused in `world` as expected, and leaves no trace.
  func check(in world: World) {
    var world = world
    let before = Snapshot(world.state)
    do throws(Rejection) {
      let event = try world.submit(command, as: actor)
      Issue.record("accepted: \(event)")
    } catch {
      #expect(error.code == code, "\(error)")
      #expect(error.field == field, "\(error)")
      #expect(!error.message.isEmpty)
    }
    #expect(Snapshot(world.state) == before)
  }
}

extension World {
  /// The code and the details with which a command is refused; nil: it is accepted.
  func refusal(of command: Command, as actor: Actor = World.crm) -> Rejection? {
    do throws(Rejection) {
      _ = try judge(command, as: actor)
      return nil
    } catch {
      return error
    }
  }
}
