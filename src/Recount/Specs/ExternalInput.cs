namespace Recount.Specs;

/// <summary>A file that a spec needs and does not bring along: data, or a model.</summary>
/// <param name="Name">What people and the lock file call it; unique among the inputs of one lock file, such as <c>epoch/points</c>.</param>
/// <param name="Url">Where it is published; absolute and https.</param>
/// <param name="Sha256">The digest of its bytes, 64 lower-case hexadecimal digits; null: the lock file holds the one of the first fetch.</param>
/// <param name="Bytes">Its exact length, where the spec names it.</param>
/// <param name="Licence">Its SPDX identifier; null: unknown, which permits nothing.</param>
public sealed record ExternalInput(string Name, Uri Url, string? Sha256, long? Bytes, string? Licence);
