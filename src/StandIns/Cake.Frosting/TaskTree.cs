using Cake.Core;

namespace Cake.Frosting;

/// <summary>What --description and --tree print: the tasks of a pipeline, and which runs before which.</summary>
internal static class TaskTree
{
    public static void List(ICakeEngine engine, IConsole console)
    {
        foreach (var task in engine.Tasks)
        {
            console.WriteLine("{0,-16}{1}", task.Name, task.Description);
        }
    }

    /// <summary>Every task that nothing depends on, and below it what runs before it.</summary>
    public static void Draw(ICakeEngine engine, IConsole console)
    {
        var tasks = engine.Tasks.ToDictionary(t => t.Name, StringComparer.OrdinalIgnoreCase);
        var needed = engine.Tasks.SelectMany(Before).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var root in engine.Tasks.Where(t => !needed.Contains(t.Name)))
        {
            console.WriteLine("{0}", root.Name);
            Below(root, "");
        }

        void Below(ICakeTaskInfo task, string indent)
        {
            var before = Before(task).ToList();
            for (var i = 0; i < before.Count; i++)
            {
                var last = i == before.Count - 1;
                console.WriteLine("{0}{1} {2}", indent, last ? "└─" : "├─", before[i]);
                Below(tasks[before[i]], indent + (last ? "   " : "│  "));
            }
        }

        IEnumerable<string> Before(ICakeTaskInfo task) => task.Dependencies.Select(d => d.Name)
            .Concat(engine.Tasks.Where(t => t.Dependees.Any(d => d.Name == task.Name)).Select(t => t.Name));
    }
}
