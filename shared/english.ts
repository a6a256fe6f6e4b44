import { en } from "zod/locales";
import * as z from "zod/mini";

// The small form of zod calls everything "Invalid input" until it is given a language. Whatever turns an issue of
// a schema into a fault that people read imports this.
z.config(en());
