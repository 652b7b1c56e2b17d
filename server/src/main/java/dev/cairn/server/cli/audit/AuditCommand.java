package dev.cairn.server.cli.audit;

import picocli.CommandLine.Command;

/** {@code cairn audit}. */
@Command(
        name = "audit",
        description = "Looks at who changed what, and verifies that nobody changed that.",
        footer = {"", "Exit codes: 0 done or sound, 1 failed, 2 wrong usage, 3 the chain is broken (verify)."},
        mixinStandardHelpOptions = true,
        subcommands = {
            AuditLs.class,
            AuditShow.class,
            AuditHead.class,
            AuditVerify.class,
            AuditExport.class,
            AuditSealNow.class
        })
public final class AuditCommand {}
