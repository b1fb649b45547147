using Recount.Quantities;

namespace Recount.Findings;

/// <summary>A file that a spec names by its address instead of holding it: fetched once, known by its digest ever after.</summary>
/// <param name="Name">What the spec calls it.</param>
/// <param name="Sha256">Lower-case hexadecimal; null where the lock file holds it.</param>
/// <param name="Bytes">Its length, where the spec says it.</param>
/// <param name="Licence">An SPDX identifier, "none", or null where it is not known.</param>
/// <param name="Derived">How the file was made of what is at the address, where it is not that itself: then only a copy by its digest will do.</param>
public sealed record ExternalInput(string Name, Uri Url, string? Sha256, long? Bytes, string? Licence, string? Derived = null)
{
    /// <summary>The file's name in its address.</summary>
    public string FileName => Uri.UnescapeDataString(Url.Segments[^1].Trim('/')) is { Length: > 0 } name ? name : Url.Host;

    /// <summary>That it is not here, and what gets it.</summary>
    /// <param name="problem">Where it was looked for.</param>
    public Measurement.Missing Absent(string? problem)
    {
        var size = Bytes is { } bytes ? $" ({NumberText.Fixed((System.Numerics.BigInteger)bytes, 0)} bytes)" : "";
        return Derived is null
            ? new($"{FileName}{size} of {Url.Host} is not here: {problem}", $"recount fetch {Name.Split('/')[0]}")
            : new($"The data {Name}{size} are not here: {problem}. They are derived from {Url} ({Derived})",
                $"a copy with the sha256 {Sha256![..12]}... in a folder with a SHA256SUMS file, and that folder in RECOUNT_MIRROR");
    }
}
