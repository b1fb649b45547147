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
            missing = SpecFiles.Below(root, below, out var folder) is { } wrong ? new($"The folder '{below}' of the model '{model.Name}' {wrong}", "the whole repository") : null;
            return missing is null ? folder : null;
        }

        var files = new DataFiles(store, new(DataFiles.LockOf(model.Spec)));
        var there = new List<(string Path, string At)>();
        foreach (var (path, input) in model.Files)
        {
            var (at, problem) = files.Where(input);
            if (at is null)
            {
                missing = input.Absent(problem);
                return null;
            }

            there.Add((path, at));
        }

        return Gathered(there);
    }

    // The runtime wants the files of a model side by side: copies of them, in a folder of the cache that goes by their digests.
    private string Gathered(IReadOnlyList<(string Path, string At)> files)
    {
        var name = Digest.OfText(string.Concat(files.Select(f => $"{f.Path} {Digest.Of(f.At, default).Sha256}\n")));
        var folder = Path.Combine(store.Cache, "models", name[..32]);
        foreach (var (path, at) in files)
        {
            var target = Path.Combine(folder, path);
            if (!File.Exists(target) || new FileInfo(target).Length != new FileInfo(at).Length)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                var part = $"{target}.{Guid.NewGuid():N}";
                File.Copy(at, part);
                File.SetAttributes(part, FileAttributes.Normal);
                File.Move(part, target, true);
            }
        }

        return folder;
    }
}
