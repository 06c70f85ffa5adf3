import { PolicyPack } from "@pulumi/policy";
import { policies } from "./policies";

new PolicyPack("vald-network-policy", { policies });
