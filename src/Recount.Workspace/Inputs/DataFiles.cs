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
        try
        {
            return inputLock.Of(input) switch
            {
                InputLock.Pin.Exactly pin => Found(store.Find(pin.Sha256)),
                InputLock.Pin.None none => new(null, none.Why.Reason),
                _ => new(null, "its spec names no sha256, and it was never fetched"),
            };
        }
        catch (FormatException e)
        {
            return new(null, e.Message);
        }
    }

    private static FoundInput Found(Found found)
    {
        switch (found)
        {
            case Found.There there:
                var text = SpecFiles.Text(there.Path, SpecFiles.Shown(there.Path), out var problem);
                return new(text, problem);
            case Found.Other other:
                return new(null, $"{Short(other.Path)} has the sha256 {other.Sha256[..12]}...: not the file that the spec names");
            case Found.NotThere not:
                return new(null, $"looked in {string.Join(", ", not.Places.Select(Short))}");
            default:
                throw new UnreachableException(found.GetType().Name);
        }
    }

    private static string Short(string path)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length > 1 && path.StartsWith(home + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? $"~{path[home.Length..]}" : path;
    }
}
