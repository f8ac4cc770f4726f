// Written by tools/generate.sh from schemas/opportunity/v1/imports.proto; edit that, not this.

package import Opportunities

extension OpenImportBatch: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var batchID: ImportBatchID = ImportBatchID(.empty)
    var source: String = ""
    var expectedRows: UInt64 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: batchID = try reader.identifier("batch_id")
      case 2: source = try reader.detail("source")
      case 3: expectedRows = try reader.uint64("expected_rows")
      default: try reader.skip()
      }
    }
    self.init(batchID: batchID, source: source, expectedRows: expectedRows)
  }
}

extension ImportBatchOpened: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var source: String = ""
    var expectedRows: UInt64 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: source = try reader.detail("source")
      case 2: expectedRows = try reader.uint64("expected_rows")
      default: try reader.skip()
      }
    }
    self.init(source: source, expectedRows: expectedRows)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, source)
    writer.uint64(2, expectedRows)
  }
}

extension CloseImportBatch: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var batchID: ImportBatchID = ImportBatchID(.empty)
    var acceptedRows: UInt64 = 0
    var refusedRows: UInt64 = 0
    var sourceDigest: [UInt8] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: batchID = try reader.identifier("batch_id")
      case 2: acceptedRows = try reader.uint64("accepted_rows")
      case 3: refusedRows = try reader.uint64("refused_rows")
      case 4: sourceDigest = try reader.detailBytes("source_sha256")
      default: try reader.skip()
      }
    }
    self.init(
      batchID: batchID, acceptedRows: acceptedRows, refusedRows: refusedRows,
      sourceDigest: sourceDigest)
  }
}

extension ImportBatchClosed: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var acceptedRows: UInt64 = 0
    var refusedRows: UInt64 = 0
    var sourceDigest: [UInt8] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: acceptedRows = try reader.uint64("accepted_rows")
      case 2: refusedRows = try reader.uint64("refused_rows")
      case 3: sourceDigest = try reader.detailBytes("source_sha256")
      default: try reader.skip()
      }
    }
    self.init(acceptedRows: acceptedRows, refusedRows: refusedRows, sourceDigest: sourceDigest)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint64(1, acceptedRows)
    writer.uint64(2, refusedRows)
    writer.byteArray(3, sourceDigest)
  }
}
