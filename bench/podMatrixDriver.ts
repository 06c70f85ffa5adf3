// The matrix of all pairs without the rest of the command line: reads the manifests of a file, prints CSV.
import { writeSync } from "node:fs";
import { podMatrix } from "../analysis/pods/podMatrix";
import { podMatrixCsv } from "../cli/podMatrixCsv";
import { readManifests } from "../cli/readManifests";

const { policies, pods = [] } = readManifests(process.argv[2]!, "default");
for (const chunk of podMatrixCsv(podMatrix(policies, pods))) writeSync(1, chunk);
