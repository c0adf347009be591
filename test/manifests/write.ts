import { writeManifests } from './manifests.ts'

writeManifests()
