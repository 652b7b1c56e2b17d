package dev.cairn.server.cli.run;

import dev.cairn.logic.execution.Secrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which variables of the environment are recorded: those that tell where and from what a run was made, and what the caller
 * adds by pattern. Values that look like secrets are masked here already, before they reach the spool.
 */
final class EnvironmentChoice {
    static final List<String> DEFAULT = List.of(
            "PATH",
            "LANG",
            "LC_ALL",
            "TZ",
            "SHELL",
            "JAVA_HOME",
            "VIRTUAL_ENV",
            "NODE_ENV",
            "HOSTNAME",
            "CI",
            "BUILD_ID",
            "BUILD_NUMBER",
            "BUILD_URL",
            "JOB_NAME",
            "GIT_BRANCH",
            "GIT_COMMIT",
            "GITHUB_REPOSITORY",
            "GITHUB_REF",
            "GITHUB_SHA",
            "GITHUB_RUN_ID",
            "GITHUB_RUN_NUMBER",
            "GITHUB_WORKFLOW",
            "GITHUB_JOB",
            "CI_COMMIT_SHA",
            "CI_COMMIT_REF_NAME",
            "CI_PIPELINE_ID",
            "CI_JOB_ID",
            "CI_JOB_NAME",
            "CI_PROJECT_PATH");

    private EnvironmentChoice() {}

    /** @param patterns names, in which {@code *} stands for any text */
    static Map<String, String> of(Map<String, String> environment, List<String> patterns) {
        Pattern chosen = Pattern.compile(Stream.concat(DEFAULT.stream(), patterns.stream())
                .map(EnvironmentChoice::expression)
                .collect(Collectors.joining("|")));
        Map<String, String> kept = new LinkedHashMap<>();
        new TreeMap<>(environment).forEach((name, value) -> {
            if (chosen.matcher(name).matches() && name.indexOf('\uFFFD') < 0) {
                kept.put(name, Secrets.masked(name, value));
            }
        });
        return kept;
    }

    private static String expression(String pattern) {
        return Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    }
}
