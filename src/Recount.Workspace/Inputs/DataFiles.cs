using System.Diagnostics;
using Recount.Findings;
using Recount.Specs;

namespace Recount.Workspace.Inputs;

/// <summary>Finds the external data files of specs on this machine. Nothing is downloaded.</summary>
/// <param name="inputLock">Holds the digests of inputs whose spec names none.</param>
public sealed class DataFiles(InputStore store, InputLock inputLock)
{
    /// <summary>The lock file that belongs to a spec: in its folder.</summary>
    /// <param name="spec">The path of the spec.</param>
    public static string LockOf(string spec) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(spec))!, LockFile.Name);

    /// <summary>The text of a file, verified; or where it was looked for, or what is wrong with what is there.</summary>
    public FoundInput Find(ExternalInput input)
    {
        var (path, problem) = Where(input);
        if (path is null)
        {
            return new(null, problem);
        }

        var text = SpecFiles.Text(path, SpecFiles.Shown(path), out problem);
        return new(text, problem);
    }

    /// <summary>The path of a file, verified; or where it was looked for, or what is wrong with what is there.</summary>
    public (string? Path, string? Problem) Where(ExternalInput input)
    {
        try
        {
            return inputLock.Of(input) switch
            {
                InputLock.Pin.Exactly pin => store.Find(pin.Sha256) switch
                {
                    Found.There there => (there.Path, null),
                    Found.Other other => (null, $"{Short(other.Path)} has the sha256 {other.Sha256[..12]}...: not the file that the spec names"),
                    Found.NotThere not => (null, $"looked in {string.Join(", ", not.Places.Select(Short))}"),
                    var found => throw new UnreachableException(found.GetType().Name),
                },
                InputLock.Pin.None none => (null, none.Why.Reason),
                _ => (null, "its spec names no sha256, and it was never fetched"),
            };
        }
        catch (FormatException e)
        {
            return (null, e.Message);
        }
    }

    private static string Short(string path)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length > 1 && path.StartsWith(home + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? $"~{path[home.Length..]}" : path;
    }
}
