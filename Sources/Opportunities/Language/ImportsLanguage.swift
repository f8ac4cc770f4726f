// Written by tools/generate.sh from schemas/opportunity/v1/imports.proto; edit that, not this.

/// 开始导入: announces a batch. Rows of a batch that nobody announced are taken as well.
package struct OpenImportBatch: Hashable, Sendable {
  package var batchID: ImportBatchID
  /// Where the rows come from: a file, a system.
  package var source: String
  /// 0: not known.
  package var expectedRows: UInt64

  package init(batchID: ImportBatchID, source: String = "", expectedRows: UInt64 = 0) {
    self.batchID = batchID
    self.source = source
    self.expectedRows = expectedRows
  }
}

/// 开始导入: Import batch opened.
package struct ImportBatchOpened: Hashable, Sendable {
  package var source: String
  package var expectedRows: UInt64

  package init(source: String, expectedRows: UInt64) {
    self.source = source
    self.expectedRows = expectedRows
  }
}

/// 结束导入: from now on rows of this batch are refused.
package struct CloseImportBatch: Hashable, Sendable {
  package var batchID: ImportBatchID
  package var acceptedRows: UInt64
  package var refusedRows: UInt64
  /// SHA-256 of what was imported, 32 bytes.
  package var sourceDigest: [UInt8]

  package init(
    batchID: ImportBatchID, acceptedRows: UInt64 = 0, refusedRows: UInt64 = 0,
    sourceDigest: [UInt8] = []
  ) {
    self.batchID = batchID
    self.acceptedRows = acceptedRows
    self.refusedRows = refusedRows
    self.sourceDigest = sourceDigest
  }
}

/// 结束导入: Import batch closed.
package struct ImportBatchClosed: Hashable, Sendable {
  package var acceptedRows: UInt64
  package var refusedRows: UInt64
  package var sourceDigest: [UInt8]

  package init(acceptedRows: UInt64, refusedRows: UInt64, sourceDigest: [UInt8]) {
    self.acceptedRows = acceptedRows
    self.refusedRows = refusedRows
    self.sourceDigest = sourceDigest
  }
}
