namespace Recount.Findings;

/// <summary>A file that an audit read, named by the digest of its bytes.</summary>
/// <param name="Path">As shown to people.</param>
public sealed record InputFile(string Path, string Sha256);

/// <summary>What an audit ran on and with, so that it can be repeated.</summary>
/// <param name="Version">Of recount.</param>
/// <param name="Commit">Of the repository that holds the specs; null outside one.</param>
/// <param name="Dirty">True when tracked files differed from that commit.</param>
public sealed record Evidence(
    string Version, string? Commit, bool Dirty, string Runtime, string System, DateTimeOffset Start, DateTimeOffset End, IReadOnlyList<InputFile> Inputs)
{
    public bool Equals(Evidence? other) => other is not null && Version == other.Version && Commit == other.Commit && Dirty == other.Dirty &&
        Runtime == other.Runtime && System == other.System && Start == other.Start && End == other.End && Inputs.SequenceEqual(other.Inputs);

    public override int GetHashCode() => HashCode.Combine(Version, Commit, Start, End);
}
