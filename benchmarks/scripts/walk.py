"""Walk: the status of every track file, which whoever remembers files has to ask for."""

import os
import sys

folders, count = [f"{sys.argv[1]}/tracks"], 0
while folders:
    with os.scandir(folders.pop()) as entries:
        for entry in entries:
            if entry.is_dir():
                folders.append(entry.path)
            else:
                entry.stat()
                count += 1
print(count)
