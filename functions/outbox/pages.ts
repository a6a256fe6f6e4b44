import { DeleteObjectsCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";

let client: S3Client | undefined;
/** Built once per container. The bucket stands in the path, which holds for AWS and for one machine alike. */
const s3 = () => {
  client ??= new S3Client({ forcePathStyle: true });
  return client;
};

export type PageFile = { key: string; contentType: string; cacheControl: string };

export async function putPage(bucket: string, file: PageFile, content: Uint8Array): Promise<void> {
  await s3().send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: file.key,
      Body: content,
      ContentType: file.contentType,
      CacheControl: file.cacheControl,
    }),
  );
}

/** What stands in the bucket and is none of these, goes. */
export async function keepOnly(bucket: string, keys: ReadonlySet<string>): Promise<void> {
  let ContinuationToken: string | undefined;
  do {
    const page = await s3().send(new ListObjectsV2Command({ Bucket: bucket, ContinuationToken }));
    const Objects = (page.Contents ?? []).flatMap(({ Key }) => (Key && !keys.has(Key) ? [{ Key }] : []));
    if (Objects.length > 0) {
      const { Errors } = await s3().send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects } }));
      if (Errors?.length) throw new Error("files of the pages could not be removed");
    }
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken);
}
