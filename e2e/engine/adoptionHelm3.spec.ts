import { describeTakeover, helm3 } from "./takeover";

describeTakeover(helm3);
