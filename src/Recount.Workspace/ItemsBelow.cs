using Recount.Specs;
using Recount.Text;
using Recount.Workspace.Data;
using Recount.Workspace.Inputs;

namespace Recount.Workspace;

/// <summary>Reads the files of benchmark items that a spec names: below its folder, or by address and digest. Nothing is downloaded.</summary>
/// <param name="root">The folder of the spec.</param>
internal sealed class ItemsBelow(string root, DataFiles external)
{
    public FoundItems Read(ItemsFile file, Diagnostics diagnostics)
    {
        if (file.Path is { } path)
        {
            if (SpecFiles.Below(root, path, out var full) is { } wrong)
            {
                diagnostics.Add(Mistakes.NoItemsFile(file.At, path, wrong));
                return new(null, wrong);
            }

            return new(ItemFiles.Read(full, diagnostics, file.Id, SpecFiles.Shown(full)), null);
        }

        var (at, problem) = external.Where(file.Input!);
        return at is null ? new(null, problem) : new(ItemFiles.Read(at, diagnostics, file.Id, file.Input!.FileName), null);
    }
}
