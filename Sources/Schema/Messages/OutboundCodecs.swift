// Written by tools/generate.sh from schemas/opportunity/v1/outbound.proto; edit that, not this.

package import Opportunities

extension AdvanceOutbound: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var consumerID: OutboundID = OutboundID(.empty)
    var position: UInt64 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: consumerID = try reader.identifier("consumer_id")
      case 2: position = try reader.uint64("position")
      default: try reader.skip()
      }
    }
    self.init(consumerID: consumerID, position: position)
  }
}

extension OutboundAdvanced: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var position: UInt64 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: position = try reader.uint64("position")
      default: try reader.skip()
      }
    }
    self.init(position: position)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint64(1, position)
  }
}
