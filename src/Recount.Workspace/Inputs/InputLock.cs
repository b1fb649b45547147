using Recount.Findings;

namespace Recount.Workspace.Inputs;

/// <summary>
/// Says which bytes an input must have: those of the digest in its spec, else of its line in the lock file, else whichever come first, which are then
/// written there.
/// </summary>
/// <param name="path">Of the lock file, which need not be there yet.</param>
/// <param name="trusted">
/// Null: a first fetch is trusted and recorded. Else nothing is recorded, and a line counts only if it stands in this lock file too, word for word: that of
/// the base branch (<c>git show BASE:recount.lock</c>, <see cref="LockFile.Empty"/> where there is none), which a change cannot bring along.
/// </param>
public sealed class InputLock(string path, LockFile? trusted = null)
{
    /// <summary>What is known of an input's bytes before it is fetched. A closed family.</summary>
    internal abstract record Pin
    {
        private Pin()
        {
        }

        public sealed record Exactly(string Sha256, long? Bytes) : Pin;

        public sealed record FirstUse : Pin;

        public sealed record None(Fetched.Refused Why) : Pin;
    }

    /// <exception cref="FormatException">The lock file is damaged, or cannot be read.</exception>
    internal Pin Of(ExternalInput input)
    {
        if (input.Sha256 is { } own)
        {
            return Digest.Is(own) ? new Pin.Exactly(own, input.Bytes) : new Pin.None(Obstacles.NoDigest(input));
        }

        var entry = Read().Of(input.Name, input.Url);
        return trusted is not null && entry is null ? new Pin.None(Obstacles.NotLocked(input))
            : trusted is not null && trusted.Of(input.Name, input.Url) != entry ? new Pin.None(Obstacles.LockedByTheChange(input))
            : entry is null ? new Pin.FirstUse()
            : new Pin.Exactly(entry.Sha256, input.Bytes ?? entry.Bytes);
    }

    /// <summary>Writes down what an input is from now on. The file is read again, since another process may have written meanwhile.</summary>
    internal async Task Record(ExternalInput input, string sha256, long bytes, InputStore store, CancellationToken stop)
    {
        using var turn = await Turn.Take(store.Unfinished($"{Turn.NameOf(Path.GetFullPath(path))}.lock"), stop).ConfigureAwait(false);
        Files.Write(path, Read().With(new(input.Name, sha256, bytes, input.Url.AbsoluteUri)).Render());
    }

    private LockFile Read()
    {
        var shown = SpecFiles.Shown(path);
        try
        {
            return File.Exists(path) ? LockFile.Parse(File.ReadAllText(path), shown) : LockFile.Empty;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"{shown} cannot be read: {e.Message.TrimEnd('.')}", e);
        }
    }
}
