namespace Recount.Specs;

/// <summary>What a licence permits us to do with a file that is not ours.</summary>
public static class Licence
{
    // Those that ask for no more than their notice, or a name, beside the copy.
    private static readonly HashSet<string> Permissive = new(StringComparer.OrdinalIgnoreCase)
    {
        "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC-BY-3.0", "CC-BY-4.0", "CC0-1.0", "ISC", "MIT", "MIT-0", "ODC-By-1.0", "PDDL-1.0", "Unlicense", "Zlib",
    };

    /// <summary>
    /// True when a copy may travel with a report or an artifact, beside its licence and source. Only a known, permissive SPDX identifier may;
    /// an unknown licence, none, an expression, one that forbids sale or asks for the same licence never does.
    /// </summary>
    public static bool MayBeBundled(string? spdx) => spdx is not null && Permissive.Contains(spdx);
}
