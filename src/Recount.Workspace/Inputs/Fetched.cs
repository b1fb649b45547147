namespace Recount.Workspace.Inputs;

/// <summary>How a fetch of one input ended. A closed family.</summary>
public abstract record Fetched
{
    private Fetched()
    {
    }

    /// <summary>It was in the cache.</summary>
    public sealed record Already(string Path, string Sha256, long Bytes) : Fetched;

    /// <summary>A mirror folder has it; it is used where it lies, no copy is made.</summary>
    public sealed record FromMirror(string Path, string Sha256, long Bytes) : Fetched;

    /// <summary>It came over the network, was verified, and is in the cache now.</summary>
    public sealed record Downloaded(string Path, string Sha256, long Bytes) : Fetched;

    /// <summary>A rule forbids this download; the same call never succeeds until the spec, the lock file or the server changes.</summary>
    public sealed record Refused(string Reason, string Advice) : Fetched;

    /// <summary>It did not arrive, or other bytes did.</summary>
    public sealed record Failed(string Reason, string Advice) : Fetched;
}

/// <summary>How far a download is.</summary>
/// <param name="Bytes">That are here, those of an earlier attempt too.</param>
/// <param name="Total">Of the whole file; null while nobody has said.</param>
public readonly record struct Received(long Bytes, long? Total);
