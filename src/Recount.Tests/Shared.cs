namespace Recount.Tests;

/// <summary>Data that tests use where it lies beside the checkout or in a mirror folder; what is absent skips the test, visibly.</summary>
internal static class Shared
{
    /// <summary>A file of the shared folder; skips the test where it is absent.</summary>
    public static string File(params string[] parts)
    {
        string[] roots = [.. (Environment.GetEnvironmentVariable("RECOUNT_MIRROR") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries), Path.Combine(Repository.Root, "..", "shared")];
        var found = roots.Select(r => Path.Combine([r, .. parts])).FirstOrDefault(System.IO.File.Exists);
        Assert.SkipWhen(found is null, $"{string.Join('/', parts)} is not there: set RECOUNT_MIRROR to a folder that holds it");
        return found!;
    }
}
