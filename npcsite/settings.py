"""The site's one settings file: the environment decides what differs, and nonsense is refused, not guessed."""

import logging
import secrets
from pathlib import Path

from csp.constants import NONE, SELF
from django.contrib.messages import constants as message_levels
from environs import Env

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()
env.read_env(str(BASE_DIR / ".env"), recurse=False)

# Everything the running site writes lies in one ignored folder.
DATA_DIR = env.path("DATA_DIR", BASE_DIR / "data")


def _secret_key() -> str:
    """The key of `SECRET_KEY`, else the one `quickstart` left in the data folder, else one for this process only."""
    file = DATA_DIR / "secret_key"
    stored = file.read_text(encoding="utf-8").strip() if file.is_file() else ""
    return env.str("SECRET_KEY", "") or stored or secrets.token_urlsafe(50)


DEBUG = env.bool("DEBUG", False)
SECRET_KEY = _secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
# HTTPS is on when the site stands behind TLS; on loopback http a Secure cookie would end every sign-in.
HTTPS = env.bool("HTTPS", False)
SITE_NAME = env.str("SITE_NAME", "NPC Casebook")

INSTALLED_APPS = [
    "npcsite.pages",
    "content.editorial",
    "content",
    "cases",
    "cases.programs",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "markdownx",
    "django_htmx",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    # Last, so that its admin can take away what others register there.
    "npcsite.accounts",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Before WhiteNoise, or a file opened by its own address would carry no policy.
    "django.middleware.gzip.GZipMiddleware",
    "npcsite.lib.policy.OnePolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cases.middleware.GuestLeavesAtSignOut",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "npcsite.accounts.middleware.OwnPagesAreKeptNowhere",
    "npcsite.accounts.middleware.AdminLosesNoWord",
    "npcsite.accounts.middleware.AdminNeedsSecondFactor",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "npcsite.urls"
WSGI_APPLICATION = "npcsite.wsgi.application"
ASGI_APPLICATION = "npcsite.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "npcsite.pages.context.site",
            ],
            "libraries": {"site": "npcsite.templatetags.site"},
        },
    },
]

# --- Data -----------------------------------------------------------------------------------------------------------
_SQLITE_OPTIONS = {
    # DEFERRED upgrades a read lock in mid-transaction and fails under two writers; IMMEDIATE waits its turn.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # INSERT OR REPLACE removes rows past the append-only guards unless triggers are recursive.
    # What is deleted is overwritten in the file as well, whatever SQLite was built with: people are erased.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA recursive_triggers=ON; PRAGMA secure_delete=ON;",
}
DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA_DIR / 'npcsite.sqlite3'}")}
_database = DATABASES["default"]
if _database["ENGINE"] == "django.db.backends.sqlite3":
    _database["OPTIONS"] = _SQLITE_OPTIONS
    # A file, or parallel tests would share one in-memory connection and prove nothing.
    _database["TEST"] = {"NAME": str(Path(_database["NAME"]).with_name("test.sqlite3"))}
else:
    _database["CONN_HEALTH_CHECKS"] = True
# Opening a connection, with its PRAGMAs, would cost more than most pages read.
_database["CONN_MAX_AGE"] = None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.dj_cache_url("CACHE_URL", "db://npcsite_cache")}
# A session in a cache is safe only where every process shares that cache.
SESSION_ENGINE = (
    "django.contrib.sessions.backends.cached_db"
    if CACHES["default"]["BACKEND"].endswith("RedisCache")
    else "django.contrib.sessions.backends.db"
)

# --- People ---------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "npcsite.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "npcsite.accounts.forms.SignupForm"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = None
# django-axes counts failures by (user, address); allauth's own brake only stops floods from one address.
# Codes are guessed by whoever knows the password already, so their brake is by person.
# Of joining only wrong codes count, so that a whole class may join from one place.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "30/m/ip",
    "second_factor": "5/5m/key",
    "report": "30/h/ip",
    "appoint": "20/h/user",
    "join": "10/h/user,60/h/ip",
    "invite": "60/h/user",
    "invite_file": "5/h/user",
}
# What changes the account, and exports, ask for the password again after ten minutes.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Off only where everybody is simulated, as in the demo of `quickstart`.
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", True)
MFA_FORMS = {
    "authenticate": "npcsite.accounts.forms.SignInCodeForm",
    "reauthenticate": "npcsite.accounts.forms.CodeAgainForm",
}
MFA_TOTP_ISSUER = SITE_NAME
# Signing in needs a confirmed address anyway; without this, nobody with a second factor could ever change theirs.
MFA_ALLOW_UNVERIFIED_EMAIL = True
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "email"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "npcsite.accounts.views.locked_out"
AXES_ENABLE_ADMIN = False
# The list of sessions tells a person where they signed in; a second list would only be one more trace of them.
AXES_DISABLE_ACCESS_LOG = True

# --- Mail -----------------------------------------------------------------------------------------------------------
_email = env.dj_email_url("EMAIL_URL", "console:")
EMAIL_BACKEND = _email["EMAIL_BACKEND"]
EMAIL_HOST = _email["EMAIL_HOST"]
EMAIL_PORT = _email["EMAIL_PORT"]
EMAIL_HOST_USER = _email["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = _email["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = _email["EMAIL_USE_TLS"]
EMAIL_USE_SSL = _email["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "npcsite@localhost")
# Shown on the help page; without it the page says that nobody has given one.
# Before the addresses in mails, which no request tells.
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
CONTACT_EMAIL = env.str("CONTACT_EMAIL", "")

# --- Language and time ----------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [BASE_DIR / "npcsite" / "locale"]
USE_I18N = True
# Django's English writes months first.
FORMAT_MODULE_PATH = ["npcsite.lib.formats"]
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", "UTC")

# --- Files ----------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "npcsite" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "npcsite.lib.staticfiles.ModuleManifestStorage"},
}
MEDIA_ROOT = DATA_DIR / "media"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# --- Security -------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "npcsite.pages.errors.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 31_536_000 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if env.bool("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- Our own --------------------------------------------------------------------------------------------------------
MESSAGE_TAGS = {message_levels.ERROR: "bad", message_levels.WARNING: "warn", message_levels.SUCCESS: "ok"}
# markdownx.urls is never mounted (its endpoints are open to everyone); this is our staff-only preview.
MARKDOWNX_URLS_PATH = "/admin/preview/"
MARKDOWN_MAX_BYTES = 64 * 1024

# Approvals a publication needs by kind of document and class of change; the highest that applies, else one.
APPROVALS: dict[str, int] = env.dict(
    "APPROVALS",
    {"case": 2, "grade": 2, "sample": 2, "substantive": 2, "wording": 2},
    subcast_values=int,
)
REVIEW_DAYS = env.int("REVIEW_DAYS", 14)
STATEMENT_DAYS = env.int("STATEMENT_DAYS", 365)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.log_level("LOG_LEVEL", logging.WARNING)},
    "loggers": {"axes": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}
