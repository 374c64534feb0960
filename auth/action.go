package auth

// Actions that are asked beyond those of the workflow (workflow/*.yaml). A permission is an action.
const (
	Read          = "read"
	Create        = "create"
	CreateVariant = "create_variant"
	Correct       = "correct" // change what somebody else has in review

	OrganisationRead   = "organisation.read"   // see an organisation's record
	OrganisationManage = "organisation.manage" // create, change, suspend; give and take grants
	MemberManage       = "member.manage"       // see the members; add and remove contributors
	AccountManage      = "account.manage"      // accounts and every membership
	TokenManage        = "token.manage"        // make API tokens for oneself
	BackgroundView     = "background.view"     // look at background work
	ReleaseManage      = "release.manage"      // releases of several variants
	SiteManage         = "site.manage"         // sites that read what is published, and their keys
	Export             = "export"
	Erase              = "erase"          // erase a person
	WebhookManage      = "webhook.manage" // addresses that are told of changes

	TranslationRead    = "translation.read"    // see requests, the memory and the report
	TranslationRequest = "translation.request" // have entries translated
	TranslationManage  = "translation.manage"  // standing rules, budgets, services
	GlossaryManage     = "glossary.manage"     // terms of a language
)

// Roles of memberships, and the two that no membership can give.
const (
	Contributor = "contributor"
	Manager     = "manager"
	Translator  = "translator"
	Editor      = "editor"
	Publisher   = "publisher"
	Admin       = "admin"

	roleSystem = "system" // Lotse itself
	roleImport = "import" // the operator's import
)

// memberRoles are the roles that a membership can give.
var memberRoles = []string{Contributor, Manager, Translator, Editor, Publisher, Admin}

// Actions is every action that may stand in the policy and in the scope of a token, in the order in which
// docs/permissions.md lists them.
var Actions = []string{
	Read, Create, CreateVariant, Correct,
	"save", "submit", "recall", "sign_off", "claim", "release_claim", "request_changes", "reject", "approve",
	"publish", "force_publish", "ratify", "schedule", "unschedule", "withdraw", "revert",
	"confirm", "expire", "take_down", "archive", "restore", "transfer", "delete",
	ReleaseManage, SiteManage, Export,
	OrganisationRead, OrganisationManage, MemberManage, AccountManage, TokenManage, BackgroundView, Erase, WebhookManage,
	TranslationRead, TranslationRequest, TranslationManage, GlossaryManage,
}

// personal are the actions that no token may take, whatever its scope says: a leaked token must not be
// able to make accounts, further tokens, or erase people.
var personal = map[string]bool{MemberManage: true, AccountManage: true, TokenManage: true, Erase: true}
