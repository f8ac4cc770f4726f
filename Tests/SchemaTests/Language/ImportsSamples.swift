// Written by tools/generate.sh from schemas/opportunity/v1/imports.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func openImportBatch() -> OpenImportBatch {
    OpenImportBatch(batchID: id(), source: text(), expectedRows: uint64())
  }
}

extension PBOpenImportBatch {
  init(_ value: OpenImportBatch) {
    self.init()
    batchID = value.batchID.text
    source = value.source
    expectedRows = value.expectedRows
  }
}

extension Random {
  mutating func importBatchOpened() -> ImportBatchOpened {
    ImportBatchOpened(source: text(), expectedRows: uint64())
  }
}

extension PBImportBatchOpened {
  init(_ value: ImportBatchOpened) {
    self.init()
    source = value.source
    expectedRows = value.expectedRows
  }
}

extension Random {
  mutating func closeImportBatch() -> CloseImportBatch {
    CloseImportBatch(
      batchID: id(), acceptedRows: uint64(), refusedRows: uint64(), sourceDigest: digest())
  }
}

extension PBCloseImportBatch {
  init(_ value: CloseImportBatch) {
    self.init()
    batchID = value.batchID.text
    acceptedRows = value.acceptedRows
    refusedRows = value.refusedRows
    sourceSha256 = Data(value.sourceDigest)
  }
}

extension Random {
  mutating func importBatchClosed() -> ImportBatchClosed {
    ImportBatchClosed(acceptedRows: uint64(), refusedRows: uint64(), sourceDigest: digest())
  }
}

extension PBImportBatchClosed {
  init(_ value: ImportBatchClosed) {
    self.init()
    acceptedRows = value.acceptedRows
    refusedRows = value.refusedRows
    sourceSha256 = Data(value.sourceDigest)
  }
}
