import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from "aws-cdk-lib/aws-dynamodb";
import { type IGrantable, PolicyStatement } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";

/**
 * What a function may do to the table. Nobody may scan. A transaction is granted as its parts, and a batch that
 * deletes is a batch.
 */
export type TableRights = {
  actions: readonly (
    | "GetItem"
    | "BatchGetItem"
    | "Query"
    | "PutItem"
    | "UpdateItem"
    | "DeleteItem"
    | "BatchWriteItem"
  )[];
  /** The partitions that it may touch, where these are not all. */
  partitions?: string;
  /** The indexes that it queries. */
  indexes?: readonly ("gsi1" | "gsi2" | "gsi3" | "gsi4")[];
};

const string = (name: string) => ({ name, type: AttributeType.STRING });

/** One table holds everything; what its keys and indexes mean stands in `functions/store`. */
export class HelpdeskTable extends Table {
  readonly key: Key;

  constructor(scope: Construct, id: string) {
    const key = new Key(scope, `${id}Key`, {
      description: "Encrypts the helpdesk's table and its alarm messages",
      enableKeyRotation: true,
      pendingWindow: Duration.days(30),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    super(scope, id, {
      partitionKey: string("pk"),
      sortKey: string("sk"),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      timeToLiveAttribute: "expiresAt",
      stream: StreamViewType.NEW_IMAGE,
    });
    this.key = key;
    // Keys only: lists read the images by key, so an index is written when its own key changes and not otherwise.
    for (const index of ["gsi1", "gsi2", "gsi3", "gsi4"]) {
      this.addGlobalSecondaryIndex({
        indexName: index,
        partitionKey: string(`${index}pk`),
        sortKey: string(`${index}sk`),
        projectionType: ProjectionType.KEYS_ONLY,
      });
    }
  }

  allow(grantee: IGrantable, { actions, partitions, indexes = [] }: TableRights): void {
    const { region, account } = Stack.of(this);
    const principal = grantee.grantPrincipal;
    principal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: actions.map((action) => `dynamodb:${action}`),
        resources: [this.tableArn],
        ...(partitions && {
          conditions: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": [partitions] } },
        }),
      }),
    );
    if (indexes.length > 0) {
      const resources = indexes.map((index) => `${this.tableArn}/index/${index}`);
      principal.addToPrincipalPolicy(new PolicyStatement({ actions: ["dynamodb:Query"], resources }));
    }
    principal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"],
        resources: [this.key.keyArn],
        conditions: {
          StringEquals: {
            "kms:ViaService": `dynamodb.${region}.amazonaws.com`,
            "kms:CallerAccount": account,
          },
        },
      }),
    );
  }
}
