namespace Recount.Workspace.Inputs;

/// <summary>What a look for a file by its digest came to. A closed family.</summary>
public abstract record Found
{
    private Found()
    {
    }

    /// <summary>A file with just these bytes: they were read and their digest is the one asked for.</summary>
    /// <param name="Path">Absolute.</param>
    /// <param name="InMirror">True for a mirror folder, false for the cache.</param>
    public sealed record There(string Path, long Bytes, bool InMirror) : Found;

    /// <summary>No place has it.</summary>
    /// <param name="Places">The folders that were looked in.</param>
    public sealed record NotThere(IReadOnlyList<string> Places) : Found;

    /// <summary>A place claims to have it and holds other bytes, which are not used; no other place has it.</summary>
    /// <param name="Path">The file that is not what its place says.</param>
    /// <param name="Sha256">The digest that it has.</param>
    public sealed record Other(string Path, string Sha256) : Found;
}
