import { createContext } from "preact";

/** Whether what is shown is the request's own body, whose values filters have names for. */
export const IsNamed = createContext(false);
