// What is used of the libraries that read Parquet: a bundle of its own, loaded with the first such file.

export { parquetMetadataAsync, parquetRead, parquetSchema, snappyUncompress } from 'hyparquet';
export { decompressLz4, decompressLz4Raw, decompressZstd } from 'hyparquet-compressors';
