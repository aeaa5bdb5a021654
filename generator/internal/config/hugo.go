package config

// HugoKeys are the settings at the top of the file that Hugo itself reads.
var HugoKeys = []string{
	"archetypeDir", "assetDir", "author", "build", "buildDrafts", "buildExpired", "buildFuture", "cacheDir", "caches", "canonifyURLs",
	"capitalizeListTitles", "cascade", "cleanDestinationDir", "contentDir", "contentTypes", "copyright", "dataDir", "defaultContentLanguage",
	"defaultContentLanguageInSubdir", "defaultContentRole", "defaultContentRoleInSubdir", "defaultContentVersion",
	"defaultContentVersionInSubdir", "defaultOutputFormat", "deployment", "disableAliases", "disableDefaultLanguageRedirect",
	"disableDefaultSiteRedirect", "disableHugoGeneratorInject", "disableKinds", "disableLanguages", "disableLiveReload", "disablePathToLower",
	"enableEmoji", "enableGitInfo", "enableMissingTranslationPlaceholders", "enableRobotsTXT", "environment", "frontmatter", "hasCJKLanguage",
	"httpCache", "i18nDir", "ignoreCache", "ignoreFiles", "ignoreLogs", "ignoreVendorPaths", "imaging", "languageCode", "languages", "layoutDir",
	"mainSections", "markup", "mediaTypes", "menus", "minify", "module", "newContentEditor", "noBuildLock", "noChmod", "noTimes",
	"outputFormats", "outputs", "page", "pagination", "panicOnWarning", "permalinks", "pluralizeListTitles", "printI18nWarnings",
	"printPathWarnings", "printUnusedTemplates", "privacy", "publishDir", "refLinksErrorLevel", "refLinksNotFoundURL", "related",
	"relativeURLs", "removePathAccents", "renderSegments", "resourceDir", "roles", "sectionPagesMenu", "security", "segments", "server",
	"services", "sitemap", "social", "staticDir", "summaryLength", "taxonomies", "templateMetrics", "templateMetricsHints", "theme",
	"themesDir", "timeZone", "timeout", "titleCaseStyle", "uglyURLs", "versions", "workingDir",
}
