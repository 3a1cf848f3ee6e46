// The one script that a page with a checker on it loads.

import { CredentialsChecker } from "./checker.js";
import { ScopeForm } from "./scope-form.js";

customElements.define("credentials-checker", CredentialsChecker);
customElements.define("scope-form", ScopeForm);
