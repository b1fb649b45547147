using Recount.Claims.Evaluations;
using Recount.Findings;

namespace Recount.Workspace.Inputs;

/// <summary>Finds the files of models that specs declare. Nothing is downloaded.</summary>
public sealed class ModelFiles(InputStore store)
{
    /// <summary>The folder of a model; null with what is missing.</summary>
    public string? Folder(DeclaredModel model, out Measurement.Missing? missing)
    {
        missing = null;
        var root = Path.GetDirectoryName(Path.GetFullPath(model.Spec))!;
        if (model.Folder is { } below)
        {
            missing = SpecFiles.Below(root, below, out var folder) is { } wrong
                ? new($"The folder '{below}' of the model '{model.Name}' {wrong}", $"the files of the model, in {SpecFiles.Shown(Path.Combine(root, below))}") : null;
            return missing is null ? folder : null;
        }

        var files = new DataFiles(store, new(DataFiles.LockOf(model.Spec)));
        var there = new List<(string Path, string At, string Sha256)>();
        foreach (var (path, input) in model.Files)
        {
            var (at, problem) = files.Where(input);
            if (at is null)
            {
                missing = input.Absent(problem);
                return null;
            }

            there.Add((path, at, input.Sha256 ?? Digest.Of(at, default).Sha256));
        }

        return Gathered(there);
    }

    // The runtime wants the files of a model side by side: copies of them, in a folder of the cache that goes by their digests.
    private string Gathered(IReadOnlyList<(string Path, string At, string Sha256)> files)
    {
        var folder = Path.Combine(store.Cache, "models", Digest.OfText(string.Concat(files.Select(f => $"{f.Path} {f.Sha256}\n")))[..32]);
        foreach (var (path, at, sha256) in files)
        {
            var target = Path.Combine(folder, path);

            // What was gathered once is read again: a file of the cache may have been changed since.
            if (File.Exists(target) && Digest.Of(target, default).Sha256 == sha256)
            {
                continue;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            var part = $"{target}.{Guid.NewGuid():N}.part";
            try
            {
                File.Copy(at, part);
                File.SetAttributes(part, FileAttributes.Normal);
                File.Move(part, target, true);
            }
            finally
            {
                File.Delete(part);
            }
        }

        return folder;
    }
}
