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
}
