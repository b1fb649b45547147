namespace Recount.Workspace.Inputs;

/// <summary>
/// The beginning of a file whose download has not ended, and beside it the tag (a strong ETag) of the version that it is the beginning of. Whoever uses one
/// has its <see cref="Turn"/>.
/// </summary>
internal sealed class PartFile(string path)
{
    private readonly string _tag = path + ".etag";

    public string Path => path;

    /// <summary>Of what is here; 0 where there is nothing.</summary>
    public long Length => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    /// <summary>Of what is here; null where the server named none.</summary>
    public string? Tag => Length > 0 && File.Exists(_tag) && File.ReadAllText(_tag) is { Length: > 0 } tag ? tag : null;

    /// <summary>Opens it to write on, after what is here.</summary>
    public FileStream Continue() => new(path, FileMode.Append, FileAccess.Write, FileShare.Read, 0);

    /// <summary>Opens it empty. The tag is changed while nothing is there that it could be wrong about.</summary>
    public FileStream Begin(string? tag)
    {
        var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 0);
        try
        {
            File.WriteAllText(_tag, tag ?? "");
            return stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public void Discard()
    {
        File.Delete(path);
        File.Delete(_tag);
    }

    /// <summary>Forgets the tag of a part that has been moved away whole.</summary>
    public void Moved() => File.Delete(_tag);
}
